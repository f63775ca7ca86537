// Browser-only behaviour: the theme switch, going to a line of a text, the composer's keys and staying at the end of a growing conversation.
// Everything hangs on the document, because pages are replaced underneath it.
(() => {
  const themeKey = 'switchyard.theme';
  const root = document.documentElement;

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

  const switchTheme = () => {
    const theme = isDark() ? 'light' : 'dark';
    root.dataset.theme = theme;
    try {
      localStorage.setItem(themeKey, theme);
    } catch {
      // Storage is blocked: the choice lasts until the page is left.
    }
  };

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('.skip-link')) {
      // The router would take the click and change the address only; what matters is where the focus goes.
      event.preventDefault();
      document.getElementById('content')?.focus();
    }
    if (target?.closest('[data-switch-theme]')) {
      switchTheme();
    }
    const line = target?.closest('[data-line]');
    if (line) {
      selectLine(document.getElementById(line.dataset.of), Number(line.dataset.line));
    }
    const copy = target?.closest('[data-copy]');
    if (copy) {
      copyText(copy);
    }
  });

  const selectLine = (text, number) => {
    const lines = text.value.split('\n');
    const start = lines.slice(0, number - 1).reduce((length, line) => length + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[number - 1] ?? '').length);
  };

  const copyText = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) {
      return;
    }
    await navigator.clipboard.writeText(source.textContent.trim());
    button.dataset.copied = '';
    setTimeout(() => delete button.dataset.copied, 1500);
  };

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      document.querySelector('[data-stop]')?.click();
      return;
    }
    const inComposer = event.target instanceof HTMLTextAreaElement && event.target.matches('[data-composer]');
    if (inComposer && event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      document.querySelector('[data-send]')?.click();
    }
  });

  // Follow the stream only while the reader is at its end.
  let following = true;
  document.addEventListener('scroll', (event) => {
    const log = event.target;
    if (log instanceof Element && log.matches('[data-follow]')) {
      following = log.scrollHeight - log.scrollTop - log.clientHeight < 48;
    }
  }, true);

  new MutationObserver(() => {
    const log = document.querySelector('[data-follow]');
    if (log && following) {
      log.scrollTop = log.scrollHeight;
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
})();
