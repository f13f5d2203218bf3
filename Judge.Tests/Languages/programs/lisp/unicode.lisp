(let ((name (read-line)))
  (format t "~a / Grüße, 世界 🌍 / ~a~%" name (length name)))
