default rel
extern printf, sqrt, pow
global main
section .rodata
format: db "%.3f %.1f", 10, 0
two: dq 2.0
ten: dq 10.0
section .text
main:
    sub rsp, 24
    movsd xmm0, [two]
    call sqrt wrt ..plt
    movsd [rsp], xmm0
    movsd xmm0, [two]
    movsd xmm1, [ten]
    call pow wrt ..plt
    movsd xmm1, xmm0
    movsd xmm0, [rsp]
    lea rdi, [format]
    mov eax, 2
    call printf wrt ..plt
    add rsp, 24
    xor eax, eax
    ret
