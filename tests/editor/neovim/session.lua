-- One session of a user of Neovim: open, an error as one types, hover, definition, references, rename, formatting, symbols, close.
local package_folder = vim.env.TARIFA_PACKAGE
local limit_ms = 60000
local checks = 0

local function check(what, holds, got)
  checks = checks + 1
  if not holds then
    io.stderr:write('FAIL  neovim: ' .. what .. ': ' .. vim.inspect(got) .. '\n')
    vim.cmd('cquit')
  end
  io.stdout:write('ok    neovim: ' .. what .. '\n')
end

vim.cmd('edit ' .. package_folder .. '/rules/energy.rule')
local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({
  name = 'tarifa',
  cmd = { vim.env.TARIFA_LSP },
  root_dir = package_folder,
  flags = { debounce_text_changes = 0 },
})
check('the server starts', client_id ~= nil)
check('the buffer is attached', vim.lsp.buf_attach_client(buffer, client_id))
local client = vim.lsp.get_client_by_id(client_id)
check('it answers initialize', vim.wait(limit_ms, function() return client.initialized == true end, 5))

-- The line and column (from 0) of the nth place where the text stands.
local function place(text, nth)
  local seen = 0
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local from = 1
    while true do
      local at = string.find(line, text, from, true)
      if at == nil then break end
      seen = seen + 1
      if seen == (nth or 1) then return row - 1, at - 1 end
      from = at + 1
    end
  end
  error('no ' .. text)
end

local function ask(method, extra)
  local params = vim.tbl_extend('force', { textDocument = vim.lsp.util.make_text_document_params(buffer) }, extra or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, params, limit_ms)
  local answer = answers and answers[client_id]
  check(method .. ' is answered', answer ~= nil and answer.error == nil, answers)
  return answer.result
end

local function position(text, nth)
  local row, column = place(text, nth)
  return { position = { line = row, character = column } }
end

local row, column = place('@ unit_cost', 1)
vim.api.nvim_buf_set_text(buffer, row, column, row, column + 11, { '@ unit_cst' })
check('an error is pushed as one types', vim.wait(limit_ms, function() return #vim.diagnostic.get(buffer) > 0 end, 5), vim.diagnostic.get(buffer))
local diagnostic = vim.diagnostic.get(buffer)[1]
check('it has its code', vim.inspect(diagnostic):find('E0201', 1, true) ~= nil, diagnostic)
check('it stands at the name', diagnostic.lnum == row and diagnostic.col == column + 2, diagnostic)
vim.api.nvim_buf_set_text(buffer, row, column, row, column + 10, { '@ unit_cost' })
check('it goes when mended', vim.wait(limit_ms, function() return #vim.diagnostic.get(buffer) == 0 end, 5), vim.diagnostic.get(buffer))

local hover = ask('textDocument/hover', position('unit_cost', 2))
check('hover says the unit', vim.inspect(hover):find('COP/kWh', 1, true) ~= nil, hover)
local definition = ask('textDocument/definition', position('unit_cost', 2))
check('definition is found', vim.inspect(definition):find('energy.rule', 1, true) ~= nil, definition)
local references = ask('textDocument/references', vim.tbl_extend('force', position('fixed_charge'), { context = { includeDeclaration = true } }))
check('references are three', #references == 3, references)
local symbols = ask('textDocument/documentSymbol')
check('symbols are listed', vim.inspect(symbols):find('Residential', 1, true) ~= nil)

local edit = ask('textDocument/rename', vim.tbl_extend('force', position('unit_cost'), { newName = 'energy_price' }))
vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n')
check('rename changes every use', text:find('unit_cost', 1, true) == nil and select(2, text:gsub('energy_price', '')) == 4, text)

local function format()
  local edits = ask('textDocument/formatting', { options = { tabSize = 2, insertSpaces = true } })
  vim.lsp.util.apply_text_edits(edits or {}, buffer, client.offset_encoding)
  return vim.api.nvim_buf_get_lines(buffer, 0, -1, true)
end
local style = format()
vim.api.nvim_buf_set_lines(buffer, 6, 7, true, { 'enum   Class{Residential,Commercial}' })
check('formatting restores the style', vim.deep_equal(style, format()))

client.stop()
check('the server stops', vim.wait(limit_ms, function() return client.is_stopped() end, 5))
io.stdout:write(checks .. ' passed, 0 failed\n')
vim.cmd('qall!')
