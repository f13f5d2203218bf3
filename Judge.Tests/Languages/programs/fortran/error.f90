program fails
    error stop 3
end program fails
