; Its own start calls a main, as the C library's does.
        global _start
        extern main
        section .text
_start: call main
        mov edi, eax
        mov eax, 60
        syscall
