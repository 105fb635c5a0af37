-- Run inside Neovim on the example: waits for the server, looks at what a person would see, acts as one would.
local failed = 0

local function check(holds, what, got)
  io.stdout:write((holds and 'ok      ' or 'not ok  ') .. what .. (holds and '' or ('  got: ' .. vim.inspect(got))) .. '\n')
  if not holds then
    failed = failed + 1
  end
end

--- The place of the nth `words` in the buffer: line from 1, column in bytes from 0, as the cursor has them.
local function place_of(words, nth)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local from = 1
    while true do
      local start, stop = line:find(words, from, true)
      if not start then
        break
      end
      nth = (nth or 1) - 1
      if nth == 0 then
        return { number, start - 1 }
      end
      from = stop + 1
    end
  end
  error('the example no longer says "' .. words .. '"')
end

local function wait(condition)
  return vim.wait(20000, condition, 20)
end

--- The text of the floating window, if one is open.
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

check(vim.bo.filetype == 'bundle', 'the file type is bundle', vim.bo.filetype)
check(wait(function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'copydesk' }) == 1
end), 'the server is attached with nothing configured')

-- Squiggle: under the value alone, with the other side in the message.
local number = place_of('burn," Kostan')
local squiggle
wait(function()
  for _, it in ipairs(vim.diagnostic.get(0)) do
    if it.code == 'quote' and it.lnum == number[1] - 1 and it.col == number[2] then
      squiggle = it
    end
  end
  return squiggle ~= nil
end)
check(squiggle and squiggle.end_col - squiggle.col == #'burn', 'the disputed word is marked, and nothing else', vim.diagnostic.get(0))
check(squiggle and squiggle.message:find('close', 1, true), 'its message gives the other side', squiggle)
check(squiggle and squiggle.source == 'copydesk', 'it says who reports it', squiggle)

-- Card.
vim.api.nvim_win_set_cursor(0, number)
vim.lsp.buf.hover()
check(wait(function()
  return (float() or ''):find('Amber Courier', 1, true) ~= nil
end), 'the card of the fact names the other outlet', float())
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= '' then
    vim.api.nvim_win_close(window, true)
  end
end

-- Jump: from the disputed word to the other side, in another article.
vim.api.nvim_win_set_cursor(0, number)
vim.lsp.buf.definition()
check(wait(function()
  return not vim.deep_equal(vim.api.nvim_win_get_cursor(0), number)
end), 'the jump leaves the disputed word', number)
local line = vim.api.nvim_get_current_line()
check(line:find('afford to close', 1, true), 'it leads to the other side', line)

-- An edit that settles it: the squiggle goes without saving.
local lnum = number[1] - 1
vim.api.nvim_buf_set_text(0, lnum, number[2], lnum, number[2] + #'burn', { 'close' })
check(wait(function()
  return not vim.iter(vim.diagnostic.get(0)):any(function(it)
    return it.code == 'quote' and it.lnum == lnum
  end)
end), 'correcting the word takes the squiggle away', vim.diagnostic.get(0))

vim.lsp.stop_client(vim.lsp.get_clients(), false)
check(wait(function()
  return #vim.lsp.get_clients() == 0
end), 'the server ends when asked')

io.stdout:write(('%d failed\n'):format(failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
