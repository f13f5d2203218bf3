       identification division.
       program-id. payroll.
      * A comment in column 7, as in fixed form.
       environment division.
       input-output section.
       file-control.
           select out-file assign to "pay.txt"
           organization is line sequential.
       data division.
       file section.
       fd out-file.
       01 out-line pic x(30).
       working-storage section.
       01 hours pic 9(3) value 40.
       01 rate pic 9(3)v99 value 12.50.
       01 pay pic zzz,zz9.99.
       01 counter pic 9 value 0.
       01 people.
           05 person pic x(5) occurs 3 times.
       01 given pic x(20).
       procedure division.
       main-paragraph.
           accept given.
           compute pay = hours * rate.
           display "Pay of " function trim(given) ": "
               function trim(pay).
           perform count-paragraph 3 times.
           move "Ann" to person(1).
           move spaces to given.
           string "one" delimited by size
               ", two" delimited by size into given.
           open output out-file.
           write out-line from "kept".
           close out-file.
           evaluate true
               when counter > 2 display "three " person(1) given "."
               when other display "few"
           end-evaluate.
           stop run.
       count-paragraph.
           add 1 to counter.
