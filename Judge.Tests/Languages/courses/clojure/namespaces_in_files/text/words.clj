(ns text.words
  (:require [clojure.string :as string]
            [util]))

(defrecord Word [text])

(defn shout [text]
  (apply str (repeat (util/twice 1) (string/upper-case text))))
