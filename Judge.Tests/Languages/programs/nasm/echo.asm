        global main
        extern getchar, putchar
        section .text
main:   push rbp
next:   call getchar
        cmp eax, -1
        je done
        mov edi, eax
        call putchar
        jmp next
done:   pop rbp
        xor eax, eax
        ret
