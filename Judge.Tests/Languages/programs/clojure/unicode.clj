(let [name (read-line)]
  (println (str name " / Grüße, 世界 🌍 / " (.codePointCount name 0 (count name)))))
