(println (reduce + (map parse-long (remove empty? (clojure.string/split (slurp *in*) #"\s+")))))
