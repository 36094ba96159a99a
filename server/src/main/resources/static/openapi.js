'use strict';

const DOCUMENTS = ['openapi', 'openapi-ov1', 'openapi-v3', 'openapi-helper', 'openapi-rest'];

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  return made;
}

function operations(read) {
  const made = element('table');
  const head = made.createTHead().insertRow();
  for (const caption of ['操作', '方法', '路径']) {
    head.append(element('th', caption, { scope: 'col' }));
  }
  const body = made.createTBody();
  for (const [path, methods] of Object.entries(read.paths)) {
    for (const [method, call] of Object.entries(methods)) {
      if (call.summary) {
        const row = body.insertRow();
        row.insertCell().textContent = call.summary;
        row.insertCell().textContent = method.toUpperCase();
        row.insertCell().append(element('code', path));
      }
    }
  }
  const frame = element('div', undefined, { class: 'table', tabindex: '0', role: 'region', 'aria-label': read.info.title });
  frame.append(made);
  return frame;
}

async function show() {
  const state = document.querySelector('#state');
  state.textContent = '正在读取…';
  for (const name of DOCUMENTS) {
    const read = await (await fetch(`/${name}.json`)).json();
    const part = element('details');
    part.append(element('summary', read.info.title), operations(read));
    document.querySelector('#documents').append(part);
  }
  state.textContent = '';
}

show();
