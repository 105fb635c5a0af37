--- :checkhealth copydesk
local M = {}

function M.check()
  local health = vim.health
  health.start('Copydesk')
  if vim.fn.has('nvim-0.11') == 0 then
    health.error('Neovim is older than 0.11', { 'Take a newer one, or start the server with vim.lsp.start() yourself' })
    return
  end
  health.ok('Neovim ' .. tostring(vim.version()))

  local config = vim.lsp.config.copydesk
  local program = type(config) == 'table' and type(config.cmd) == 'table' and config.cmd[1] or 'copydesk'
  if vim.fn.executable(program) == 1 then
    local answer = vim.system({ program, '--version' }, { text = true }):wait(5000)
    if answer.code == 0 then
      health.ok(('%s: %s'):format(vim.fn.exepath(program), vim.trim(answer.stdout)))
    else
      health.error(('%s does not run: %s'):format(program, vim.trim(answer.stderr or '')))
    end
  else
    health.error(program .. ' is not there', {
      'Install it, in a copy of its repository: cargo install --path .',
      "Or say where it is: vim.lsp.config('copydesk', { cmd = { '/path/to/copydesk', 'serve' } })",
    })
  end

  if vim.lsp.is_enabled and not vim.lsp.is_enabled('copydesk') then
    health.warn('the server is not enabled', { "vim.lsp.enable('copydesk')" })
  end
  if vim.filetype.match({ filename = 'a.bundle' }) ~= 'copydesk-bundle' then
    health.warn('files with the ending .bundle have another type here', { 'See :help copydesk-filetype' })
  else
    health.ok('*.bundle is copydesk-bundle')
  end

  local attached = vim.tbl_count(vim.lsp.get_clients({ name = 'copydesk' }))
  health.info(attached == 0 and 'no server runs: open a bundle' or attached .. ' server runs')
  if vim.diagnostic.config().virtual_text == false and not vim.diagnostic.config().virtual_lines then
    health.info('messages are shown with <C-W>d; beside the text with vim.diagnostic.config({ virtual_text = true })')
  end
end

return M
