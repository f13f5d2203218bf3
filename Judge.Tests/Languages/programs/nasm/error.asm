        global main
        section .text
main:   xor eax, eax
        mov eax, [rax]
        ret
