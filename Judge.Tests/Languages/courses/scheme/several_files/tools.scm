(define-syntax swapped (syntax-rules () ((_ f a b) (f b a))))
(define (twice x) (* 2 x))
