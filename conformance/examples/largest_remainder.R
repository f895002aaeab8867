# Largest remainder in R, in exact rationals:
#     python conformance/run.py -- Rscript conformance/examples/largest_remainder.R
suppressPackageStartupMessages({
  library(gmp)
  library(jsonlite)
})

exact <- function(text) { # 5, 2/3, 0,25 or 62,5 %
  plain <- sub(",", ".", gsub("[ %]", "", text))
  decimals <- if (grepl(".", plain, fixed = TRUE)) nchar(sub(".*[.]", "", plain)) else 0
  digits <- sub("^0+(?=[0-9])", "", sub(".", "", plain, fixed = TRUE), perl = TRUE)
  as.bigq(digits) / as.bigz(10)^(decimals + 2 * grepl("%", text))
}

largest_remainder <- function(total, weights, codes) {
  quotas <- abs(total) * weights / sum(weights)
  down <- numerator(quotas) %/% denominator(quotas)
  rest <- quotas - down
  place <- order(order(codes, method = "radix")) # by code point, whatever the locale
  ahead <- sapply(seq_along(codes), function(i) {
    sum(sapply(seq_along(codes), function(j) {
      rest[j] > rest[i] || (rest[j] == rest[i] && place[j] < place[i])
    }))
  })
  left <- as.integer(abs(total) - sum(down))
  sign(total) * (down + as.bigz(as.integer(ahead < left)))
}

known <- "^ *[0-9]+([,.][0-9]+)? *%? *$|^[0-9]+/[0-9]+$"
answer <- function(op, given) {
  weights <- given$weights
  if (op != "apportion" || given$method != "largest-remainder" || length(given) > 3 ||
    !is.list(weights) || !all(sapply(c(given$total, weights), is.character)) ||
    !all(grepl(known, weights)) || !grepl("^-?[0-9]+$", given$total)) {
    return(list(unsupported = TRUE))
  }
  if (length(weights) == 0) return(list(errors = list("weights.none")))
  numbers <- do.call(c, lapply(unname(weights), exact))
  if (sum(numbers) == 0) return(list(errors = list("weights.zero_total")))
  codes <- names(weights)
  if (is.null(codes)) codes <- sprintf("%09d", seq_along(weights))
  units <- as.character(largest_remainder(as.bigz(given$total), numbers, codes))
  list(answer = list(units = setNames(as.list(units), names(weights))))
}

questions <- file("stdin")
for (line in readLines(questions, encoding = "UTF-8")) {
  question <- fromJSON(line, simplifyVector = FALSE)
  found <- answer(question$op, question$input)
  told <- toJSON(c(list(id = question$id), found), auto_unbox = TRUE)
  writeLines(enc2utf8(as.character(told)), useBytes = TRUE)
}
close(questions)
