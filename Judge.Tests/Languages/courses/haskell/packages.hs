{-# LANGUAGE LambdaCase, OverloadedStrings, ScopedTypeVariables, TupleSections #-}
module Main (main) where

import Control.Concurrent
import Control.Exception
import Control.Monad (forM_, replicateM_, unless, when)
import Control.Monad.State
import Data.Array
import qualified Data.ByteString.Char8 as B
import Data.Char (toUpper)
import Data.IORef
import Data.List (sortBy, foldl')
import qualified Data.Map.Strict as Map
import Data.Maybe (mapMaybe)
import Data.Ord (comparing)
import qualified Data.Set as Set
import qualified Data.Text as T
import qualified Data.Text.IO as T
import qualified Data.Vector as V
import System.Environment (getArgs)
import Text.Printf (printf)
import Text.Read (readMaybe)

data Shape = Circle Double | Square Double deriving (Show, Eq)

class HasArea a where area :: a -> Double
instance HasArea Shape where
  area = \case
    Circle r -> pi * r * r
    Square s -> s * s

counter :: State Int Int
counter = modify (+ 1) >> get

main :: IO ()
main = do
  numbers <- mapMaybe readMaybe . words <$> getContents
  print (sum (numbers :: [Int]))
  printf "%.2f %s\n" (area (Circle 1)) (show (Square 2))
  print (evalState (counter >> counter) 0)
  print (Map.toList (Map.fromListWith (+) (map (,1 :: Int) ("abracadabra" :: String))))
  T.putStrLn (T.toUpper "größe")
  B.putStrLn "bytes"
  print (V.sum (V.enumFromTo 1 (100 :: Int)), Set.size (Set.fromList [1 :: Int, 1, 2]))
  let table = listArray (0, 50) [if i < 2 then toInteger i else table ! (i - 1) + table ! (i - 2) | i <- [0 .. 50]]
  print (table ! 50)
  done <- newEmptyMVar
  _ <- forkIO (putMVar done (foldl' (+) 0 [1 .. 100 :: Int]))
  takeMVar done >>= print
  result <- try (evaluate (1 `div` (0 :: Int)))
  case result of
    Left DivideByZero -> putStrLn "caught"
    other -> print other
  getArgs >>= print
