program bounds
    integer :: numbers(3), i
    read (*, *) i
    print *, 'before'
    numbers(i) = 1
    print *, numbers(i)
end program bounds
