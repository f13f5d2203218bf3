%include "./texts/format.asm"
