        global show
        extern printf
        section .data
%include "texts/all texts.asm"
        section .text
show:   push rbp
        mov esi, edi
        mov edi, format
        xor eax, eax
        call printf
        pop rbp
        ret
