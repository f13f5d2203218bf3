half <- function(x) {
  if (!is.numeric(x)) stop("x is not a number")
  x / 2
}
cat("before\n")
half("a")
