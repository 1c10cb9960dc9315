"""What readers see: charts, symbols, the HTML page and the PDF."""
