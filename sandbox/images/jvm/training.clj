(ns training (:require [clojure.string :as string] [clojure.set :as set]))

(defn square [x] (* x x))

(defmulti area :kind)
(defmethod area :disc [{:keys [radius]}] (* 3 radius))

(let [line (read-line)
      numbers (map #(Double/parseDouble %) (string/split (read-line) #" "))]
  (println (str "Hello, " line "!") (frequencies (string/split line #" ")) (reduce + numbers))
  (doseq [[index value] (map-indexed vector (sort-by - numbers))]
    (printf "%d %.2f\n" index value))
  (println (for [x (range 3) y (range x) :when (odd? x)] [x y]) (set/union #{1} #{2}) (area {:kind :disc :radius 2}))
  (loop [i 0 total (transient [])]
    (if (< i 3) (recur (inc i) (conj! total (square i))) (println (persistent! total))))
  (println (->> (range 10) (filter even?) (group-by #(mod % 3)) (into (sorted-map))) @(atom 1) (slurp *in*))
  (try (nth [1] 5) (catch IndexOutOfBoundsException e (println (class e)))))
