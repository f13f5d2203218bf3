(ns util)

(defn twice [n] (* 2 n))
