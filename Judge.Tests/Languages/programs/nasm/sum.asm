        global main
        extern scanf, printf
        section .data
read:   db "%lld", 0
show:   db "%lld", 10, 0
        section .bss
number: resq 1
        section .text
main:   push rbx
        xor ebx, ebx
next:   lea rdi, [read]
        lea rsi, [number]
        xor eax, eax
        call scanf
        cmp eax, 1
        jne done
        add rbx, [number]
        jmp next
done:   lea rdi, [show]
        mov rsi, rbx
        xor eax, eax
        call printf
        pop rbx
        xor eax, eax
        ret
