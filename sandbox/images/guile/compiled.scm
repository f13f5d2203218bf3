;; Loaded before a program (guile -l): what is loaded from then on is compiled, form by form, in memory. Guile alone would evaluate it in its interpreter,
;; whose loops take ten times as long and more, or compile the whole file into a folder of HOME and tell so on standard error. Form by form, since a form
;; may define the macros, the reader or the module of the next.
(define-module (judge compiled))

(define load-compiled
  ((@ (system base compile) compile)
   '(lambda (file)
      ;; The first level, a third of the default's time, by way of CPS: the compiler that it has by itself is quicker still, and has messages of its own.
      (define (compile form)
        ((@ (system base compile) compile) form #:from 'scheme #:to 'bytecode #:env (current-module)
         #:optimization-level 1 #:opts '(#:cps? #t) #:warning-level 0))
      ;; What cannot be compiled is evaluated: it then tells its error as it always did.
      (define (thunk-of form)
        (or (false-if-exception ((@ (system vm loader) load-thunk-from-memory) (compile form)))
            (lambda () (primitive-eval form))))
      (when %load-hook (%load-hook file))
      (let ((port (open-input-file file)))
        (set-port-encoding! port (or (file-encoding port) "UTF-8"))
        (let loop ((value *unspecified*))
          (let ((form ((or (fluid-ref current-reader) read-syntax) port)))
            (if (eof-object? form)
                (begin (close-port port) value)
                (loop (start-stack 'load-stack ((thunk-of form)))))))))
   #:env (current-module) #:optimization-level 1 #:opts '(#:cps? #t) #:warning-level 0))

(set! primitive-load load-compiled)

;; Modules of a program; Guile's own are compiled already.
(define load-from-path primitive-load-path)
(set! primitive-load-path
  (lambda (file . rest)
    (let ((found (%search-load-path file)))
      (if (and found (not (string-prefix? "/usr/" found)))
          (load-compiled found)
          (apply load-from-path file rest)))))
