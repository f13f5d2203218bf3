; Functions of other files, and files that are parts of this one and could not be assembled on their own.
%include "macros.inc"
        global main
        extern square, show
        section .text
main:   begin
        mov edi, 7
        call square
        mov edi, eax
        call show
        finish
