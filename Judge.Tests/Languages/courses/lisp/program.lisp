(defpackage :school (:use :cl) (:export #:main))
(in-package :school)

(defclass student () ((name :initarg :name :reader name) (grade :initarg :grade :accessor grade)))
(defgeneric greet (thing))
(defmethod greet ((s student)) (format nil "Hello, ~a" (name s)))
(defmacro while (test &body body) `(loop (unless ,test (return)) ,@body))

(defun main ()
  (let ((table (make-hash-table :test 'equal)) (i 0))
    (loop for line = (read-line *standard-input* nil) while line do (incf (gethash line table 0)))
    (loop for key in (sort (loop for k being the hash-keys of table collect k) #'string<) do (format t "~a: ~d~%" key (gethash key table)))
    (while (< i 3) (format t "~d " i) (incf i))
    (format t "~%~a ~,2f ~r ~{~a~^, ~}~%" (greet (make-instance 'student :name "größe")) pi 42 '(1 2 3))
    (handler-case (error "wrong ~a" 1) (error (e) (format t "~a~%" e)))
    (print (funcall (lambda (x) (* x x)) 12))
    (terpri)))

(main)
