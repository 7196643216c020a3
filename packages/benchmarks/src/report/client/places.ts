/** Goes to a place on the page, and opens what it is in. */
export function goTo(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  for (let at = place.closest('details'); at; at = at.parentElement?.closest('details') ?? null) at.open = true;
  place.scrollIntoView();
  const heading = place.querySelector<HTMLElement>('summary,h2,h3') ?? place;
  if (!heading.matches('summary')) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** On paper nothing can be opened. */
export function openForPrint(): void {
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const one of closed) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of closed) one.open = false;
  });
}
