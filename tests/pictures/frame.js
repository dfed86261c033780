// Lays copies of the messages out as a picture: called with the ids of each window's messages, and a theme.
([windows, theme]) => {
  document.documentElement.dataset.theme = theme;
  document.querySelector(".picture")?.remove();
  const picture = made("picture", document.body);
  for (const ids of windows) {
    const frame = made("picture-window", picture);
    for (const id of ids) frame.append(message(id).cloneNode(true));
  }
  for (const quote of picture.querySelectorAll("blockquote")) endWithItsLine(quote);

  function made(name, parent) {
    const element = document.createElement("div");
    element.className = name;
    parent.append(element);
    return element;
  }

  function message(id) {
    return document.querySelector(`#channel-message-list [data-message-id="${id}"]`);
  }

  // Discord's quotation ends with its line; simcord's goes on to the paragraph's end, as CommonMark has it.
  function endWithItsLine(quote) {
    const last = quote.lastElementChild;
    const end = last.querySelector(":scope > br");
    if (!end) return;
    const after = document.createElement("p");
    after.className = last.className;
    while (end.nextSibling) after.append(end.nextSibling);
    end.remove();
    quote.after(after);
  }
};
