(display "before\n")
(define (head l) (car l))
(display (head '()))
