/** Why this page cannot open what the Hub has, and which one can. */
export function LocalNote() {
  return (
    <p>
      This page may ask for nothing but its own files: its policy, which the browser enforces,
      forbids the Hugging Face Hub too. To read a model there, open{' '}
      <a href="./">the page that may ask the Hub</a>, one of any other host on{' '}
      <a href="anywhere.html">the page that may ask any</a>, or download the file and drop it here.
    </p>
  )
}
