section .data
    text db "Hello", 10
    length equ $ - text

section .bss
    buffer resb 64

section .text
    global _start

_start:
    mov rax, 1
    mov rdi, 1
    mov rsi, text
    mov rdx, length
    syscall
    mov rax, 0
    mov rdi, 0
    mov rsi, buffer
    mov rdx, 64
    syscall
    mov rdx, rax
    mov rax, 1
    mov rdi, 1
    mov rsi, buffer
    syscall
    mov rax, 60
    xor rdi, rdi
    syscall
