default rel
extern printf, malloc, free
global main
section .rodata
format: db "%d! = %ld", 10, 0
section .text
factorial:
    mov eax, 1
.again:
    cmp edi, 1
    jle .done
    imul rax, rdi
    dec edi
    jmp .again
.done:
    ret
main:
    push rbx
    mov edi, 10
    call factorial
    mov rdx, rax
    mov esi, 10
    lea rdi, [format]
    xor eax, eax
    call printf wrt ..plt
    pop rbx
    xor eax, eax
    ret
