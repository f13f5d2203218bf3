main :: IO ()
main = do
    name <- getLine
    putStrLn (name ++ " / Grüße, 世界 🌍 / " ++ show (length name))
