        mov missing
