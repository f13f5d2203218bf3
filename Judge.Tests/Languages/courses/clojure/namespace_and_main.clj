(ns school.core
  (:require [clojure.string :as str]
            [clojure.set :as set]
            [clojure.test :refer [deftest is run-tests]]))

(defrecord Student [name grade])

(defprotocol Greets (greet [this]))
(extend-protocol Greets Student (greet [s] (str "Hello, " (:name s))))

(defmacro unless [test then] `(if ~test nil ~then))

(defn -main [& args]
  (let [students (for [line (line-seq (java.io.BufferedReader. *in*))
                       :let [[name grade] (str/split line #"\s+")]]
                   (->Student name (parse-long grade)))]
    (doseq [s (sort-by :grade students)] (println (greet s) (:grade s)))
    (println (unless false "größe") (set/difference #{1 2} #{2}) args)
    (println @(future (reduce + (range 101))) (pmap inc [1 2]))))

(apply -main *command-line-args*)
(shutdown-agents)
