'use strict';

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function table(schema, required) {
  const made = element('table');
  const head = made.createTHead().insertRow();
  for (const caption of ['名称', '类型', '必填', '说明']) {
    head.append(element('th', caption));
  }
  const body = made.createTBody();
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const row = body.insertRow();
    for (const text of [name, [field.type].flat().join(' / '), required.includes(name) ? '是' : '否', field.description ?? '']) {
      row.insertCell().textContent = text;
    }
  }
  return made;
}

async function show() {
  const place = document.querySelector('#operations');
  const answer = await fetch('/openapi.json');
  const read = await answer.json();
  if (!answer.ok) {
    place.append(element('p', read.message));
    return;
  }
  for (const [path, methods] of Object.entries(read.paths)) {
    const call = methods.post;
    const section = element('section');
    section.append(element('h2', call.summary), element('p', call.tags.join()));
    const code = element('code', `POST ${path}`);
    section.append(code, element('h3', '请求'));
    const request = call.requestBody.content['application/json'].schema;
    section.append(table(request, request.required ?? []), element('h3', '返回的 data'));
    const data = call.responses['200'].content['application/json'].schema.properties.data;
    section.append(table(data.properties?.list ? data.properties.list.items : data, []));
    place.append(section);
  }
}

show();
