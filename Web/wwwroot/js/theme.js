// Runs before the first paint, so that a stored choice does not flash the other theme.
(() => {
  const key = 'switchyard.theme';
  const root = document.documentElement;
  let stored = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // Storage is blocked: follow the system.
  }
  if (stored === 'light' || stored === 'dark') {
    root.dataset.theme = stored;
  }
})();
