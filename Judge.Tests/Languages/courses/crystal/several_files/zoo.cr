module Zoo
  class Lion
    def roar
      "roars"
    end
  end
end
