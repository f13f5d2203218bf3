import Data.Stack

main :: IO ()
main = print (pop (push 2 (push (1 :: Int) empty)))
