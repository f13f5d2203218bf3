(format t "before~%")
(defun half (x) (/ x 0))
(print (half 3))
