// SPDX-License-Identifier: Apache-2.0
// Lists that change under a reader's hands: what stays, stays the same element, so that neither
// keyboard focus nor a selection is lost when something new arrives.

/** Text enters the document as text only. */
export function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  if (content !== undefined) made.append(content);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * Makes the children of `parent` those of `items`, in their order.
 *
 * @param key names an item; a child is made again only when its item's `version` is another
 */
export function show(parent, items, { key, version, make }) {
  const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const now = String(version(item));
    let child = present.get(name);
    present.delete(name);
    if (child?.dataset.version !== now) {
      const made = make(item);
      made.dataset.key = name;
      made.dataset.version = now;
      if (child === at) at = at?.nextElementSibling ?? null;
      child?.remove();
      child = made;
    }
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  for (const gone of present.values()) gone.remove();
}
