--- What can be asked about a bundle by name. The server knows; here it is only shown.
local M = {}

local function tell(words)
  vim.notify('Copydesk: ' .. words, vim.log.levels.INFO)
end

--- Asks one of the server's commands (docs/server.md) about the bundle in the current buffer, at the cursor.
---@param command string
---@param more table? what it is asked besides the document and the position
---@param answered fun(answer: any, client: vim.lsp.Client)
local function ask(command, more, answered)
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'copydesk' })[1]
  if not client then
    tell('no server is attached to this buffer; see :checkhealth copydesk')
    return
  end
  local about = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local params = { command = command, arguments = { vim.tbl_extend('force', about, more or {}) } }
  client:request('workspace/executeCommand', params, function(failure, answer)
    if failure then
      tell(failure.message)
    else
      answered(answer ~= vim.NIL and answer or nil, client)
    end
  end, buffer)
end

local function turn(command)
  ask(command, nil, function(place, client)
    if place then
      vim.lsp.util.show_document(place, client.offset_encoding, { focus = true })
    else
      tell('nothing is left to settle in this bundle')
    end
  end)
end

--- Goes to the next unsettled conflict, round the end.
function M.next()
  turn('copydesk.next')
end

--- Goes to the previous unsettled conflict.
function M.previous()
  turn('copydesk.previous')
end

local severities = { error = 'E', warning = 'W', information = 'I', hint = 'N' }

--- Puts places into the quickfix list and opens it.
---@param title string
---@param found { location: lsp.Location, text: string, type: string }[]
local function list(title, found, client)
  local items = {}
  for _, it in ipairs(found) do
    local item = vim.lsp.util.locations_to_items({ it.location }, client.offset_encoding)[1]
    item.text, item.type = it.text, it.type
    items[#items + 1] = item
  end
  vim.fn.setqflist({}, ' ', { title = title, items = items })
  if #items > 0 then
    vim.cmd.copen()
  else
    tell('nothing to list')
  end
end

--- Lists every statement of every disputed fact in the quickfix window; settled ones as notes.
function M.conflicts()
  ask('copydesk.conflicts', nil, function(conflicts, client)
    local found = {}
    for _, conflict in ipairs(conflicts or {}) do
      for _, statement in ipairs(conflict.statements) do
        local settled = type(conflict.settled) == 'string' and (' (%s)'):format(conflict.settled) or ''
        local text = ('%s: %s in %s%s'):format(conflict.subject, statement.shown, statement.outlet, settled)
        found[#found + 1] = { location = statement.location, text = text, type = severities[conflict.severity] }
      end
    end
    list('Conflicts', found, client)
  end)
end

--- Lists everyone named, with the first mention in each article.
function M.people()
  ask('copydesk.people', nil, function(people, client)
    local found = {}
    for _, person in ipairs(people or {}) do
      for _, article in ipairs(person.articles) do
        local text = ('%s: %s, %d mentions'):format(person.name, article.outlet, article.mentions)
        found[#found + 1] = { location = article.first, text = text, type = 'N' }
      end
    end
    list('People', found, client)
  end)
end

local namespace = vim.api.nvim_create_namespace('copydesk')
local marks = { value = 'DiagnosticUnderlineWarn', differs = 'DiffText' }

--- A scratch buffer in a split to the right, closed with `q`.
local function scratch(name, lines, filetype)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].modifiable = false
  vim.api.nvim_open_win(buffer, true, { split = 'right', win = 0 })
  vim.bo[buffer].filetype = filetype
  pcall(vim.api.nvim_buf_set_name, buffer, name)
  vim.wo[0].wrap, vim.wo[0].linebreak, vim.wo[0].number = true, true, false
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close' })
  return buffer
end

--- Shows every outlet's words on the disputed fact at the cursor in a split. <CR> leads to the words.
function M.comparison()
  local window = vim.api.nvim_get_current_win()
  ask('copydesk.comparison', nil, function(comparison, client)
    if not comparison then
      tell('nothing is in dispute here')
      return
    end
    local lines, places, spots = { '# ' .. comparison.subject, '', comparison.reason }, {}, {}
    for _, note in ipairs({ 'remark', 'accounts', 'settled' }) do
      if type(comparison[note]) == 'string' then
        lines[#lines + 1] = comparison[note]
      end
    end
    for _, column in ipairs(comparison.columns) do
      local published = type(column.published) == 'string' and (' (%s)'):format(column.published) or ''
      vim.list_extend(lines, { '', '## ' .. column.outlet .. published })
      for _, statement in ipairs(column.statements) do
        vim.list_extend(lines, { '', ('**%s**'):format(statement.shown), '' })
        places[#lines - 1] = statement.location
        local line = ''
        for _, piece in ipairs(statement.sentence) do
          if type(piece.mark) == 'string' then
            spots[#spots + 1] = { line = #lines, from = #line, to = #line + #piece.text, group = marks[piece.mark] }
          end
          line = line .. piece.text:gsub('\n', ' ')
        end
        lines[#lines + 1] = line
        places[#lines] = statement.location
      end
    end
    local buffer = scratch('copydesk://comparison', lines, 'markdown')
    for _, spot in ipairs(spots) do
      vim.api.nvim_buf_set_extmark(buffer, namespace, spot.line, spot.from, { end_col = spot.to, hl_group = spot.group })
    end
    vim.keymap.set('n', '<CR>', function()
      local place = places[vim.api.nvim_win_get_cursor(0)[1]]
      if place and vim.api.nvim_win_is_valid(window) then
        vim.api.nvim_set_current_win(window)
        vim.lsp.util.show_document(place, client.offset_encoding, { focus = true })
      end
    end, { buffer = buffer, desc = 'Show these words in their article' })
  end)
end

--- Lists what the statements at the cursor were compared with, and what came of it.
function M.why()
  ask('copydesk.why', nil, function(answers, client)
    local found = {}
    for _, answer in ipairs(answers or {}) do
      for _, compared in ipairs(answer.compared) do
        local other = type(compared.other) == 'table' and compared.other or nil
        local what = other and ('“%s” in %s'):format(other.text, other.outlet) or ('“%s”'):format(answer.text)
        local came = compared.reported and 'reported' or 'let pass'
        local text = ('%s, %s (%s): %s'):format(what, came, compared.kind, compared.reason)
        found[#found + 1] = { location = (other or answer).location, text = text, type = 'N' }
      end
    end
    list('Compared', found, client)
  end)
end

--- Lists the sentences that one article has from another, with both places.
function M.sources()
  ask('copydesk.sources', nil, function(sources, client)
    local found = {}
    for _, pair in ipairs(sources and sources.pairs or {}) do
      local here, there = unpack(pair.outlets)
      for _, shared in ipairs(pair.sentences) do
        local text = ('%s shares %.0f %% of this sentence with %s'):format(here, 100 * shared.part, there)
        found[#found + 1] = { location = shared.here, text = text, type = 'N' }
        found[#found + 1] = { location = shared.there, text = ('there it is in %s'):format(there), type = 'N' }
      end
    end
    list('Shared text', found, client)
  end)
end

--- Shows the report on the bundle in a split.
function M.report()
  ask('copydesk.report', nil, function(report)
    if report then
      scratch('copydesk://report', vim.split(report, '\n', { plain = true, trimempty = true }), 'markdown')
    end
  end)
end

return M
