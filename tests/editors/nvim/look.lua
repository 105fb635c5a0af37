-- Run inside Neovim on an example: waits for the server, looks at what a person would see, acts as one would.
local failed, passed = 0, 0

local function check(holds, what, got)
  io.stdout:write((holds and 'ok      ' or 'not ok  ') .. what .. (holds and '' or ('  got: ' .. vim.inspect(got))) .. '\n')
  if holds then
    passed = passed + 1
  else
    failed = failed + 1
  end
  return holds
end

local function wait(condition)
  return vim.wait(tonumber(vim.env.PATIENCE) or 20000, condition, 20)
end

--- Where `words` stand in the buffer: line from 1, column in bytes from 0, as the cursor has them.
local function place_of(words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = line:find(words, 1, true)
    if start then
      return { number, start - 1 }
    end
  end
  error('the example no longer says "' .. words .. '"')
end

--- The text of the floating window, if one is open.
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n'), window
    end
  end
end

local function lines()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

-- The dispute that is looked at: the last word of a quotation.
local here, value, there, outlet = 'burn," Kostan', 'burn', 'close," Ms Kostan', 'Amber Courier'

local function goto_dispute()
  vim.api.nvim_win_set_cursor(0, place_of(here))
end

--- The finding on the disputed words.
local function finding()
  local place = place_of(here)
  return vim.iter(vim.diagnostic.get(0)):find(function(it)
    return it.lnum == place[1] - 1 and it.col == place[2]
  end)
end

local function file_type()
  check(vim.bo.filetype == 'copydesk-bundle', 'the file type is known', vim.bo.filetype)
  check(vim.wo.linebreak, 'long lines are wrapped at words')
  local function group(words, offset)
    local place = place_of(words)
    return vim.fn.synIDattr(vim.fn.synID(place[1], place[2] + 1 + (offset or 0), 1), 'name')
  end
  local groups = {
    group('--- article meridian'),
    group('--- article meridian', 5),
    group('--- article meridian', 12),
    group('outlet: Meridian'),
    group('outlet: Meridian', 8),
    group('This is a bridge'),
    group('Kostan told'),
  }
  local wanted = { 'bundleRule', 'bundleKind', 'bundleId', 'bundleHeader', 'bundleValue', 'bundleQuotation', '' }
  check(vim.deep_equal(groups, wanted), 'sections, headers and quotations are coloured', groups)
end

local function attached()
  check(wait(function()
    return #vim.lsp.get_clients({ bufnr = 0, name = 'copydesk' }) == 1
  end), 'the server is attached with nothing configured')
end

local function squiggle()
  wait(finding)
  local it = finding()
  if check(it, 'the disputed word is marked', vim.diagnostic.get(0)) then
    check(it.end_col - it.col == #value, 'and nothing else is', it)
    check(it.message:find(outlet, 1, true), 'its message names the other side', it.message)
    check(it.source == 'copydesk', 'it says who reports it', it.source)
  end
end

local function card()
  goto_dispute()
  vim.lsp.buf.hover()
  check(wait(function()
    return (float() or ''):find(outlet, 1, true) ~= nil
  end), 'the card has the other side', float())
  local _, window = float()
  if window then
    vim.api.nvim_win_close(window, true)
  end
end

local function jump()
  goto_dispute()
  vim.lsp.buf.definition({
    on_list = function(options)
      vim.fn.setqflist({}, ' ', options)
      vim.cmd.cfirst()
    end,
  })
  local other = place_of(there)
  check(wait(function()
    return vim.deep_equal(vim.api.nvim_win_get_cursor(0), other)
  end), 'the jump leads to the other article', vim.api.nvim_win_get_cursor(0))
end

local function turns()
  local function after(action)
    local before = vim.api.nvim_win_get_cursor(0)
    vim.cmd.Copydesk(action)
    wait(function()
      return not vim.deep_equal(vim.api.nvim_win_get_cursor(0), before)
    end)
    return vim.api.nvim_win_get_cursor(0)
  end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local first = after('next')
  check(first[1] > 1, ':Copydesk next goes to a conflict', first)
  local marked = vim.iter(vim.diagnostic.get(0)):any(function(it)
    return it.lnum == first[1] - 1 and it.col == first[2] and it.severity < vim.diagnostic.severity.HINT
  end)
  check(marked, 'one that is not settled', first)
end

local function comparison()
  goto_dispute()
  local source = vim.api.nvim_get_current_win()
  vim.cmd.Copydesk('comparison')
  check(wait(function()
    return vim.api.nvim_buf_get_name(0):find('comparison', 1, true) ~= nil
  end), ':Copydesk comparison opens a split')
  local text = lines()
  check(text:find('## ' .. outlet, 1, true) and text:find('## Meridian Press', 1, true), 'it has every outlet', text)
  local spots = vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace('copydesk'), 0, -1, {})
  check(#spots >= 2, 'the values are marked in it', spots)
  vim.api.nvim_win_set_cursor(0, place_of('afford to close'))
  vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'x', false)
  check(vim.api.nvim_get_current_win() == source and vim.api.nvim_get_current_line():find(there, 1, true), '<CR> leads to the words', vim.api.nvim_get_current_line())
  vim.cmd.only()
end

local function quickfix()
  vim.cmd.Copydesk('conflicts')
  check(wait(function()
    return vim.fn.getqflist({ title = 0 }).title == 'Conflicts'
  end), ':Copydesk conflicts fills the quickfix list', vim.fn.getqflist({ title = 0 }))
  local items = vim.fn.getqflist()
  check(#items >= 2 and items[1].lnum > 0 and items[1].text ~= '', 'with every statement', items)
  vim.cmd.cclose()
  vim.cmd.Copydesk('people')
  wait(function()
    return vim.fn.getqflist({ title = 0 }).title == 'People'
  end)
  check(#vim.fn.getqflist() > 0, ':Copydesk people lists who is named', vim.fn.getqflist())
  vim.cmd.cclose()
end

local function compared()
  goto_dispute()
  vim.cmd.Copydesk('why')
  wait(function()
    return vim.fn.getqflist({ title = 0 }).title == 'Compared'
  end)
  local told = vim.iter(vim.fn.getqflist()):any(function(it)
    return it.text:find('reported (quote)', 1, true) ~= nil
  end)
  check(told, ':Copydesk why lists what was compared', vim.fn.getqflist())
  vim.cmd.cclose()
end

--- The example has no text in common: a sentence is copied from one article into another.
local function shared()
  local sentence = vim.api.nvim_buf_get_lines(0, place_of('The centrepiece is a loan')[1] - 1, place_of('The centrepiece is a loan')[1], false)
  local line = place_of('The ink is dry')[1]
  vim.api.nvim_buf_set_lines(0, line, line, false, { '', sentence[1] })
  vim.cmd.Copydesk('sources')
  check(wait(function()
    return vim.fn.getqflist({ title = 0 }).title == 'Shared text'
  end), ':Copydesk sources lists shared sentences', vim.fn.getqflist())
  local items = vim.fn.getqflist()
  check(#items >= 2 and items[1].text:find('100 %% of this sentence with'), 'with how much of each', items)
  vim.cmd.cclose()
  vim.cmd.undo()
end

local function rename()
  local place = place_of('--- person vask')
  vim.api.nvim_win_set_cursor(0, { place[1], #'--- person ' })
  vim.lsp.buf.rename('teodor')
  check(wait(function()
    return lines():find('--- person teodor\n', 1, true) ~= nil
  end), 'a rename changes the id of a record', vim.api.nvim_buf_get_lines(0, place[1] - 1, place[1], false))
  vim.cmd.undo()
  local published = place_of('President Teodor Vask, who')
  vim.api.nvim_win_set_cursor(0, { published[1], published[2] + #'President Teodor ' })
  vim.lsp.buf.rename('Teodor Vasko')
  local record = function()
    return table.concat(vim.api.nvim_buf_get_lines(0, place[1] - 1, place[1] + 3, false), '\n')
  end
  check(wait(function()
    return record():find('name: Teodor Vasko\n', 1, true) ~= nil
  end), 'a rename at a name changes the record', record())
  check((record() .. ','):find('also: [^\n]*Teodor Vask[,\n]'), 'which keeps the name that was published', record())
  check(lines():find('President Teodor Vask, who', 1, true), "and a source's words stay as they were", lines())
  vim.cmd.undo()
end

local function report()
  local source = vim.api.nvim_get_current_win()
  vim.cmd.Copydesk('report')
  check(wait(function()
    return vim.api.nvim_buf_get_name(0):find('report', 1, true) ~= nil
  end) and lines():find('## In dispute', 1, true), ':Copydesk report shows the report', lines())
  vim.api.nvim_set_current_win(source)
  vim.cmd.only()
end

local function settle()
  goto_dispute()
  local before = lines()
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return vim.startswith(action.title, 'Settle:') and action.title:find('Meridian Press', 1, true) ~= nil
    end,
  })
  check(wait(function()
    return lines():find('verdict: accept meridian', 1, true) ~= nil
  end), 'a code action settles the dispute', lines():sub(#before))
  check(wait(function()
    local it = finding()
    return it and it.severity == vim.diagnostic.severity.HINT
  end), 'the mark fades to a hint', finding())
  vim.cmd.undo()
  check(wait(function()
    local it = finding()
    return it and it.severity < vim.diagnostic.severity.HINT
  end), 'undo brings it back', finding())
end

local function mend()
  local place = place_of(here)
  vim.api.nvim_buf_set_text(0, place[1] - 1, place[2], place[1] - 1, place[2] + #value, { 'close' })
  check(wait(function()
    return not vim.iter(vim.diagnostic.get(0)):any(function(it)
      return it.lnum == place[1] - 1 and it.col == place[2]
    end)
  end), 'correcting the word takes the mark away', vim.diagnostic.get(0))
  vim.cmd.undo()
end

local function help_and_health()
  local tags = vim.api.nvim_get_runtime_file('doc/copydesk.txt', false)[1]
  vim.cmd.helptags(vim.fs.dirname(tags))
  check(pcall(vim.cmd.help, 'copydesk-commands'), ':help copydesk-commands is there')
  vim.cmd.only()
  vim.cmd.checkhealth('copydesk')
  local found = lines()
  check(found:find('copydesk %d') and not found:find('ERROR') and not found:find('WARNING'), ':checkhealth copydesk finds nothing wrong', found)
end

for _, look in ipairs({ file_type, attached, squiggle, card, jump, turns, comparison, quickfix, compared, shared, rename, report, settle, mend, help_and_health }) do
  local fine, why = xpcall(look, debug.traceback)
  if not fine then
    check(false, 'the test itself', why)
  end
end

vim.lsp.stop_client(vim.lsp.get_clients(), false)
check(wait(function()
  return #vim.lsp.get_clients() == 0
end), 'the server ends when asked')

io.stdout:write(('%d passed, %d failed\n'):format(passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
