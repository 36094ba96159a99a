// The examples on the page name the address under which the reader has reached it.
for (const place of document.querySelectorAll('.origin')) {
  place.textContent = location.origin;
}
