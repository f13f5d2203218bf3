;; The runtime would load it before the program, where it is there so early.
(println "user.clj was loaded")
