"""Read dispatches, find their quotations, lead their pins to reviewed words and judge one against the other."""
