        global main
        extern getline, strcspn, printf, stdin
        section .data
show:   db "%.*s / Grüße, 世界 🌍 / 12", 10, 0
break:  db 10, 0
        section .bss
line:   resq 1
size:   resq 1
        section .text
main:   push rbx
        lea rdi, [line]
        lea rsi, [size]
        mov rdx, [stdin]
        call getline
        mov rdi, [line]
        lea rsi, [break]
        call strcspn
        lea rdi, [show]
        mov esi, eax
        mov rdx, [line]
        xor eax, eax
        call printf
        pop rbx
        xor eax, eax
        ret
