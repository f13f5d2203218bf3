package require Tcl 8.6
source [file join [file dirname [info script]] lib.tcl]

gets stdin first
set sum 0
while {[gets stdin line] >= 0} { incr sum $line }
puts "$first $sum [lindex $argv 0] $argc"
oo::class create Counter {
    variable n
    constructor {} { set n 0 }
    method next {} { return [incr n] }
}
set counter [Counter new]
$counter next
puts "[$counter next] [twice 21] [string toupper größe] [string length größe]"
array set ages {ann 3 bob 1}
foreach name [lsort [array names ages]] { puts -nonewline "$name=$ages($name);" }
puts [dict get {a 1 b 2} b]
puts [format %.2f [expr {acos(-1)}]]
if {[catch {error thrown} message]} { puts "caught $message" }
try { error other } on error {m} { puts $m } finally { puts done }
puts [lmap x {1 2 3} {expr {$x * $x}}]
puts [regsub -all {\d+} "a1b22" "#"]
set f [open notes.txt w]; puts $f kept; close $f
set f [open notes.txt]; puts [read -nonewline $f]; close $f
