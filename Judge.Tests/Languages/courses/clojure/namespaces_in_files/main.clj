(ns main
  (:require [util :as u]
            [text.words :refer [shout]]
            [clojure.java.io :as io])
  (:import [text.words Word]))

(println (u/twice 21) (shout "größe"))
(println (:text (Word. "kept")) (slurp (io/resource "text/data.txt")))
(println @(future (require 'late) ((resolve 'late/answer))))
(println *command-line-args*)
