(use-modules (ice-9 rdelim))
(let ((name (read-line)))
  (display (string-append name " / Grüße, 世界 🌍 / " (number->string (string-length name)) "\n")))
