(defn half [x] (/ x 0))
(println "before")
(half 4)
